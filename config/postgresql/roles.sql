-- roles.sql: run once on the new server, by its superuser; passwords are given after it:
--
--     psql -v ON_ERROR_STOP=1 -f roles.sql
--     psql -c '\password duban' -c '\password duban_reader'
--
-- duban owns its database and nothing else.  duban_reader is for reports and monitoring: it sees
-- everything, protected names too, and changes nothing.

CREATE ROLE duban LOGIN CONNECTION LIMIT 80;
CREATE ROLE duban_reader LOGIN CONNECTION LIMIT 10;
GRANT pg_monitor TO duban_reader;

-- Texts are kept as UTF-8 and compared byte by byte, so that the locale does not matter; C.UTF-8 is
-- the one that no upgrade of the system changes.
CREATE DATABASE duban OWNER duban TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8';
REVOKE ALL ON DATABASE duban FROM PUBLIC;
GRANT CONNECT ON DATABASE duban TO duban_reader;

\connect duban
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO duban;
GRANT USAGE ON SCHEMA public TO duban_reader;
ALTER DEFAULT PRIVILEGES FOR ROLE duban IN SCHEMA public GRANT SELECT ON TABLES TO duban_reader;
