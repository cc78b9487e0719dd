"""A PostgreSQL server of the test's own: on a socket in a temporary folder, no TCP, gone at the end. PostgreSQL does not run as root:
then it runs as the user `postgres` that Debian's package makes."""
import glob, os, pwd, shutil, subprocess, tempfile


def programs():
    """The folder of initdb and postgres, the newest version, or None."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[4]))
    return next((p for p in reversed(found) if os.path.exists(p + "/initdb")), None)


class Server:
    def __init__(self):
        self.bin = programs()
        self.folder = tempfile.mkdtemp(prefix="sayso-pg-")
        self.prefix = []
        self.user = pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:
            who = pwd.getpwnam("postgres")
            os.chown(self.folder, who.pw_uid, who.pw_gid)
            os.chmod(self.folder, 0o755)
            self.prefix, self.user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"], "postgres"
        self.run("initdb", "-D", "data", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-N")
        with open(self.folder + "/data/postgresql.conf", "a") as f:
            f.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nfsync = off\nlog_min_messages = error\n")
        self.run("pg_ctl", "-D", "data", "-l", "log", "-w", "start")

    def run(self, program, *args):
        r = subprocess.run([*self.prefix, f"{self.bin}/{program}", *args], cwd=self.folder, capture_output=True, text=True)
        if r.returncode:
            raise RuntimeError(f"{program}: {r.stdout}{r.stderr}")

    def address(self, database):
        return f"postgresql://{self.user}@/{database}?host={self.folder}"

    def sql(self, database, text):
        r = subprocess.run([f"{self.bin}/psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", self.folder, "-U", self.user, "-d", database,
                            "-c", text], capture_output=True, text=True)
        if r.returncode:
            raise RuntimeError(r.stderr)
        return r.stdout

    def new(self, database):
        """-> the address of an empty database"""
        self.sql("postgres", f"CREATE DATABASE {database}")
        return self.address(database)

    def errors(self):
        """What the server logged as errors, with the statements."""
        return [x for x in open(self.folder + "/log", errors="replace") if "ERROR" in x or "STATEMENT" in x]

    def restart(self):
        self.run("pg_ctl", "-D", "data", "-l", "log", "-m", "immediate", "-w", "restart")

    def end(self):
        try:
            self.run("pg_ctl", "-D", "data", "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
