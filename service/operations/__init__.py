"""Operations: switches, health, metrics, logs, and whether every promise was kept."""
