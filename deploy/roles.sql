-- The application's role: it works on the tables and owns none (marketplace/operations/grants.py grants it what it may do).
select format('create role monsoon_app login password %L', current_setting('monsoon.app_password')) \gexec
