import socket
s = socket.create_connection(("127.0.0.1", @PORT@), timeout=1)
s.send(b"hello")
print("OPEN NETWORK")
