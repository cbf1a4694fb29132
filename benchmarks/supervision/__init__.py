"""Parts of the benchmarks of supervision: respawn, idle, output."""
