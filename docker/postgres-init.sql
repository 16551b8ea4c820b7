-- Run once by the postgres image, as its superuser, when the volume is empty: two databases, each
-- with an owner of its own. Rasa cannot read the citizens' conversations, nor we Rasa's tracker.
\getenv tanya_password TANYA_DB_PASSWORD
\getenv rasa_password RASA_DB_PASSWORD

CREATE ROLE tanya LOGIN PASSWORD :'tanya_password';
CREATE DATABASE tanya OWNER tanya;
REVOKE ALL ON DATABASE tanya FROM PUBLIC;

CREATE ROLE rasa LOGIN PASSWORD :'rasa_password';
CREATE DATABASE rasa OWNER rasa;
REVOKE ALL ON DATABASE rasa FROM PUBLIC;
