namespace ServerSessions.Benchmarks.Pages;

/// <summary>How long a page takes.</summary>
/// <param name="Path">Path and query.</param>
/// <param name="First">Milliseconds of the first answer.</param>
/// <param name="Again">Median of those after it.</param>
/// <param name="Cpu">Least processor time of one of those, in milliseconds; other work on the machine hardly changes it.</param>
/// <param name="Bytes">Length of the page, uncompressed.</param>
internal sealed record PageTimes(string Path, double First, double Again, double Cpu, int Bytes);
