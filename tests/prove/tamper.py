"""tamper.py changes|cuts COUNT: tampers with copies of ledger.db, one change
each, and asks smsconsent verify.  Prints how many it did not see, and for how
many it named another entry first.  The seed is fixed: a run can be repeated.

SPDX-License-Identifier: ISC
"""
import json
import random
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

TEXTS = ['tenant', 'program', 'channel', 'category', 'action', 'basis', 'kind',
         'method', 'scope', 'sender', 'about']
NUMBERS = ['effective_ms', 'recorded_ms', 'expires_ms']
BLOBS = ['person', 'secret', 'hash']
LEDGER = ('tenant, program, channel, category, action, basis, kind, method, scope,'
          ' sender, effective_ms, recorded_ms, expires_ms, person, about, secret, hash')


def edit(db, chance, last):
    """One field of one entry; the first entry has few."""
    seq = chance.randint(2, last)
    column = chance.choice(TEXTS + NUMBERS + BLOBS)
    old, = db.execute(f'SELECT {column} FROM ledger WHERE seq = ?', (seq,)).fetchone()
    if column in NUMBERS:
        new = old + chance.choice([-1, 1, 1000])
    elif column in BLOBS:
        data = bytearray(old if old is not None else bytes(32))
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        new = bytes(data)
    else:
        gone = old is not None and column != 'action' and chance.random() < 0.3
        new = None if gone else (old or '') + 'x'
    db.execute(f'UPDATE ledger SET {column} = ? WHERE seq = ?', (new, seq))
    return seq


def edit_person(db, chance, last):
    seq = chance.randint(2, last)
    column = chance.choice(['number', 'record', 'consent_id'])
    db.execute(f"UPDATE person SET {column} = {column} || 'x' WHERE seq = ?", (seq,))
    return seq


def delete(db, chance, last):
    seq = chance.randint(1, last)
    db.execute('DELETE FROM ledger WHERE seq = ?', (seq,))
    if chance.random() < 0.5:
        db.execute('DELETE FROM person WHERE seq = ?', (seq,))
    return seq


def delete_person(db, chance, last):
    seq = chance.randint(2, last)
    db.execute('DELETE FROM person WHERE seq = ?', (seq,))
    return seq


def swap(db, chance, last):
    first, second = sorted(chance.sample(range(1, last + 1), 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        db.execute('UPDATE ledger SET seq = ? WHERE seq = ?', (new, old))
    return first


def insert(db, chance, last):
    """A copy of one entry in front of another, or behind all."""
    like, seq = chance.randint(2, last), chance.randint(1, last + 1)
    db.execute('CREATE TEMP TABLE kept AS SELECT * FROM ledger WHERE seq = ?', (like,))
    db.execute('UPDATE ledger SET seq = -seq - 1 WHERE seq >= ?', (seq,))
    db.execute('UPDATE ledger SET seq = -seq WHERE seq < 0')
    db.execute('UPDATE person SET seq = -seq - 1 WHERE seq >= ?', (seq,))
    db.execute('UPDATE person SET seq = -seq WHERE seq < 0')
    db.execute(f'INSERT INTO ledger (seq, {LEDGER}) SELECT ?, {LEDGER} FROM kept', (seq,))
    return seq


def cut(db, chance, last):
    left = chance.randint(1, last - 1)
    db.execute('DELETE FROM ledger WHERE seq > ?', (left,))
    db.execute('DELETE FROM person WHERE seq > ?', (left,))
    db.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'ledger'", (left,))
    return left + 1


CHANGES = [edit, edit, edit, edit_person, delete, delete_person, swap, insert]


def open_copy(name):
    shutil.copyfile('ledger.db', f'{name}.db')
    db = sqlite3.connect(f'{name}.db')
    for trigger, in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER {trigger}')
    return db


def ask(name, more):
    with open('smspipe.yaml') as source, open(f'{name}.yaml', 'w') as config:
        config.write(source.read().replace('sqlite:smspipe.db', f'sqlite:{name}.db'))
    done = subprocess.run(['smsconsent', 'verify', '--json', '-c', f'{name}.yaml', *more],
                          stdout=subprocess.PIPE, check=False)
    return done.returncode, json.loads(done.stdout) if done.stdout else {}


def work(name, seed, count, changes, more):
    chance = random.Random(seed)
    lost = wrong = 0
    for _ in range(count):
        db = open_copy(name)
        last, = db.execute('SELECT max(seq) FROM ledger').fetchone()
        change = chance.choice(changes)
        seq = change(db, chance, last)
        db.commit()
        db.close()
        code, said = ask(name, more)
        if code == 0 or said.get('intact', True):
            lost += 1
            print(f'{change.__name__} of {seq}: not seen', file=sys.stderr)
        elif said['first_bad'] != seq:
            wrong += 1
            print(f"{change.__name__} of {seq}: {said['first_bad']}, {said['fault']}",
                  file=sys.stderr)
    return lost, wrong


def main():
    cuts, count = sys.argv[1] == 'cuts', int(sys.argv[2])
    changes, more = ([cut], ['--against', 'checkpoints']) if cuts else (CHANGES, [])
    with ThreadPoolExecutor() as pool:
        halves = [pool.submit(work, f'copy{n}', n, (count + n) // 2, changes, more)
                  for n in (0, 1)]
        print(*map(sum, zip(*(half.result() for half in halves))))


main()
