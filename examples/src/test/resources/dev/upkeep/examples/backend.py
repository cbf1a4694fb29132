"""A backend like any: answers, notes what it was posted, and knows nothing of whoever supervises it."""
import http.server
import sys


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer()

    def do_POST(self):
        order = self.rfile.read(int(self.headers["Content-Length"])).decode()
        with open(sys.argv[2], "a") as orders:
            orders.write(order + "\n")
        self.answer()

    def answer(self):
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format, *args):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
