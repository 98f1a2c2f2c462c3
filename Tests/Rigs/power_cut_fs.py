"""A file system that forgets what was not synchronised, as a disk does when the power is cut.

Every file has two contents: what a reader sees, and what fsync or fdatasync made durable. Every folder has two lists of names: what a
reader sees, and what fsync of the folder made durable. `cut()` throws away the first of each; `cut(dice)` keeps, of each file, some of the
4 KiB pieces that were not synchronised, in no order, and of each folder some of the first changes. Nothing is assumed of a kinder file
system: a new file that was synchronised but whose folder was not is gone.

Durable bytes live in this process; the driver mounts it in a thread, kills the product, calls `cut()` and starts the product again.
`begin_to_lie` is the negative control: from then on fsync answers at once and makes nothing durable, or not the names only.
"""
import errno
import itertools
import stat
import threading
import time

from mfusepy import FuseOSError, Operations

PIECE = 4096


class Node:
    numbers = itertools.count(2)

    def __init__(self, mode):
        self.mode, self.number = mode, next(Node.numbers)
        self.seen, self.kept, self.dirty = bytearray(), bytearray(), []
        self.names, self.kept_names, self.changes = {}, {}, []

    @property
    def is_folder(self):
        return stat.S_ISDIR(self.mode)

    def dirtied(self, start, end):
        if self.dirty and self.dirty[-1][1] == start:
            self.dirty[-1] = (self.dirty[-1][0], end)
        else:
            self.dirty.append((start, end))

    def keep(self):
        """What fsync does: the dirty extents reach the disk, and the length."""
        if len(self.kept) > len(self.seen):
            del self.kept[len(self.seen):]
        self.kept.extend(bytes(len(self.seen) - len(self.kept)))
        for start, end in self.dirty:
            self.kept[start:end] = self.seen[start:end]
        self.dirty = []

    def keep_names(self):
        self.kept_names, self.changes = dict(self.names), []

    def renamed(self):
        """After each change of names: a disk may keep the first ones only."""
        self.changes.append(dict(self.names))

    def forget(self, dice):
        if dice and not self.is_folder:
            self.keep_some(dice)
        if dice and self.changes:
            self.kept_names = dice.choice([self.kept_names, *self.changes])
        self.seen, self.dirty = bytearray(self.kept), []
        self.names, self.changes = dict(self.kept_names), []
        for node in self.names.values():
            node.forget(dice)

    def keep_some(self, dice):
        for start, end in self.dirty:
            for piece in range(start - start % PIECE, min(end, len(self.seen)), PIECE):
                first, last = max(start, piece), min(end, piece + PIECE, len(self.seen))
                if first < last and dice.random() < 0.5:
                    self.kept.extend(bytes(max(0, last - len(self.kept))))
                    self.kept[first:last] = self.seen[first:last]


class PowerCutDisk(Operations):
    use_ns = True

    def __init__(self):
        self.root, self.guard, self.syncs = Node(stat.S_IFDIR | 0o755), threading.RLock(), 0
        self.lies = set()

    def cut(self, dice=None):
        with self.guard:
            self.root.forget(dice)

    def begin_to_lie(self, *lies):
        """All that is there is durable; `files` or `names` will not be any more."""
        with self.guard:
            nodes = [self.root]
            for node in nodes:
                node.keep()
                node.keep_names()
                nodes.extend(node.names.values())
            self.lies = set(lies)

    def _find(self, path):
        node = self.root
        for name in path.strip("/").split("/"):
            if name:
                node = node.names.get(name)
                if node is None:
                    raise FuseOSError(errno.ENOENT)
        return node

    def _place(self, path):
        parent, _, name = path.rstrip("/").rpartition("/")
        return self._find(parent or "/"), name

    def getattr(self, path, fh=None):
        with self.guard:
            node, now = self._find(path), time.time_ns()
            return {"st_mode": node.mode, "st_ino": node.number, "st_nlink": 2 if node.is_folder else 1, "st_size": len(node.seen),
                    "st_blocks": len(node.seen) // 512 + 1, "st_atime": now, "st_mtime": 0, "st_ctime": 0, "st_uid": 0, "st_gid": 0}

    def readdir(self, path, fh):
        with self.guard:
            return [".", "..", *self._find(path).names]

    def _make(self, path, mode):
        with self.guard:
            folder, name = self._place(path)
            if name in folder.names:
                raise FuseOSError(errno.EEXIST)
            folder.names[name] = Node(mode)
            folder.renamed()
            return 0

    def create(self, path, mode, fi=None):
        return self._make(path, stat.S_IFREG | mode & 0o777)

    def mkdir(self, path, mode):
        return self._make(path, stat.S_IFDIR | mode & 0o777)

    def open(self, path, flags):
        with self.guard:
            self._find(path)
            return 0

    def read(self, path, size, offset, fh):
        with self.guard:
            return bytes(self._find(path).seen[offset:offset + size])

    def write(self, path, data, offset, fh):
        with self.guard:
            node = self._find(path)
            self._grow(node, offset)
            node.seen[offset:offset + len(data)] = data
            node.dirtied(offset, offset + len(data))
            return len(data)

    def _grow(self, node, length):
        if length > len(node.seen):
            node.dirtied(len(node.seen), length)
            node.seen.extend(bytes(length - len(node.seen)))

    def truncate(self, path, length, fh=None):
        with self.guard:
            node = self._find(path)
            if length < len(node.seen):
                del node.seen[length:]
            else:
                self._grow(node, length)
            return 0

    def fallocate(self, path, mode, offset, length, fh):
        with self.guard:
            if mode:
                raise FuseOSError(errno.EOPNOTSUPP)
            self._grow(self._find(path), offset + length)
            return 0

    def fsync(self, path, datasync, fh):
        with self.guard:
            self.syncs += 1
            if "files" not in self.lies:
                self._find(path).keep()
            return 0

    def fsyncdir(self, path, datasync, fh):
        with self.guard:
            if "names" not in self.lies:
                self._find(path).keep_names()
            return 0

    def rename(self, old, new, flags=0):
        with self.guard:
            source, name = self._place(old)
            target, other = self._place(new)
            if name not in source.names:
                raise FuseOSError(errno.ENOENT)
            target.names[other] = source.names.pop(name)
            for folder in {id(source): source, id(target): target}.values():
                folder.renamed()
            return 0

    def unlink(self, path):
        with self.guard:
            folder, name = self._place(path)
            if folder.names.pop(name, None) is None:
                raise FuseOSError(errno.ENOENT)
            folder.renamed()
            return 0

    rmdir = unlink

    def chmod(self, path, mode):
        with self.guard:
            node = self._find(path)
            node.mode = stat.S_IFMT(node.mode) | mode & 0o777
            return 0

    def chown(self, path, uid, gid):
        return 0

    def utimens(self, path, times=None):
        return 0

    def statfs(self, path):
        return {"f_bsize": 4096, "f_frsize": 4096, "f_blocks": 1 << 22, "f_bavail": 1 << 21, "f_bfree": 1 << 21, "f_files": 1 << 20,
                "f_ffree": 1 << 19, "f_namemax": 255}
