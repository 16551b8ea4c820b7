-- Run once by the postgres image, as its superuser, when the volume is empty: our database, with an
-- owner of its own. Rasa has none: it remembers nothing (docs/adr/0008).
\getenv tanya_password TANYA_DB_PASSWORD

CREATE ROLE tanya LOGIN PASSWORD :'tanya_password';
CREATE DATABASE tanya OWNER tanya;
REVOKE ALL ON DATABASE tanya FROM PUBLIC;
