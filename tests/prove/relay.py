"""relay HOST PORT: hands each connection to HOST:PORT on to 127.0.0.1:PORT,
where the simulated provider listens, which knows no other address."""
# SPDX-License-Identifier: ISC
import asyncio
import sys

BLOCK = 65536


async def pump(reader, writer):
    try:
        while block := await reader.read(BLOCK):
            writer.write(block)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def main(host, port):
    async def serve(reader, writer):
        try:
            there = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            writer.close()
            return
        await asyncio.gather(pump(reader, there[1]), pump(there[0], writer))

    server = await asyncio.start_server(serve, host, port)
    async with server:
        await server.serve_forever()


asyncio.run(main(sys.argv[1], int(sys.argv[2])))
