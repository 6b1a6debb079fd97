/**
 * DuckDB asks the system's allocator for pieces of memory by the million. One that keeps more of those given back for the
 * next request spares the tests a twentieth of their processor time; elsewhere than under glibc nothing reads this. It is
 * read when a process starts: to be set before one is started.
 */
export const roomyAllocator = { GLIBC_TUNABLES: 'glibc.malloc.tcache_count=60000:glibc.malloc.tcache_max=65536' };
