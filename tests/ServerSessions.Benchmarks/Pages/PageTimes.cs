namespace ServerSessions.Benchmarks.Pages;

/// <summary>How long a page takes.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="First">Milliseconds of the first answer.</param>
/// <param name="Again">Median of those after it.</param>
/// <param name="Bytes">Length of the page, uncompressed.</param>
internal sealed record PageTimes(string Path, double First, double Again, int Bytes);
