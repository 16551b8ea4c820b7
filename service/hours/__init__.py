"""When people work, and what that makes of a span of time; pure, it reads and stores nothing."""
