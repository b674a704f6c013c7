# SPDX-License-Identifier: MIT
# What a service tells systemd: binds the datagram socket argv[1], prints each message on a line, its own
# line breaks as ";". (Node has no datagram sockets of this kind.)
import os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
os.chmod(sys.argv[1], 0o666)
print("bound", flush=True)
while True:
    print(s.recv(4096).decode().replace("\n", ";"), flush=True)
