"""A server of its own for a test: started on a free port, asked, ended."""
import gzip, http.client, json, os, re, signal, socket, subprocess, urllib.parse


class Served:
    def __init__(self, sayso, ledger, *options, limit_files=None):
        command = [sayso, "serve", "-l", ledger, "--port", "0", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"http://([\d.]+|\[[\da-f:]+\]):(\d+)/", line)
        if not found:
            raise RuntimeError(f"no server: {line!r} {self.process.stderr.read()!r}")
        self.host, self.port = found[1].strip("[]"), int(found[2])
        self.kept = None

    def ask(self, path, method="GET", body=None, headers={}, fresh=False):
        """-> (status, headers, body)"""
        for attempt in (0, 1):
            if fresh or not self.kept:
                self.kept = http.client.HTTPConnection(self.host, self.port, timeout=60)
            try:
                self.kept.request(method, path, body, dict(headers))
                r = self.kept.getresponse()
                data = r.read()
                break
            except (http.client.RemoteDisconnected, ConnectionError):  # it had been idle for too long
                self.kept = None
                if attempt:
                    raise
        if r.headers.get("Content-Encoding") == "gzip":
            data = gzip.decompress(data)
        return r.status, r.headers, data

    def api(self, path, want=200, **more):
        status, headers, data = self.ask("/api/v1" + path, **more)
        assert status == want, f"{path}: {status}, not {want}: {data[:300]!r}"
        if not data:
            return None
        kind = headers["Content-Type"]
        assert kind == ("application/problem+json" if status >= 400 else "application/json"), (path, kind)
        return json.loads(data)

    def raw(self, data, wait=True, timeout=30):
        """Bytes as they are; -> what came back until the server closed (wait) or the socket."""
        s = socket.create_connection((self.host, self.port), timeout=timeout)
        s.sendall(data)
        if not wait:
            return s
        got = b""
        try:
            while True:
                more = s.recv(65536)
                if not more:
                    break
                got += more
        except (socket.timeout, ConnectionError):
            pass
        s.close()
        return got

    def memory(self):
        """Resident bytes that are the process's own."""
        text = open(f"/proc/{self.process.pid}/smaps_rollup").read()
        return sum(int(m) for m in re.findall(r"^Private_\w+:\s+(\d+) kB", text, re.M)) * 1024

    def end(self, kill=signal.SIGTERM):
        """-> (exit status, what it said on standard error)"""
        self.process.send_signal(kill)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err

    def __enter__(self):
        return self

    def __exit__(self, *failed):
        status, err = self.end() if self.process.poll() is None else (self.process.returncode, self.process.stderr.read())
        if not failed[0]:
            assert status == 0, f"the server ended with {status}: {err[-3000:]}"


def quoted(text):
    return urllib.parse.quote(text, safe="")


def read(sayso, ledger, *files):
    subprocess.run([sayso, "read", "-q", "-l", ledger, *files], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
