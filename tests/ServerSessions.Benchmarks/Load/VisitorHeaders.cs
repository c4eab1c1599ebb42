namespace ServerSessions.Benchmarks.Load;

/// <summary>The headers that a browser sends, from the file that wrk's script reads too.</summary>
internal static class VisitorHeaders
{
    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, "Load", "visitor-headers.txt");

    /// <param name="host">Host and port.</param>
    /// <param name="cookie">The tracking cookie, name and value; null for a visitor who has none yet.</param>
    public static IEnumerable<(string Name, string Value)> For(string host, string? cookie)
    {
        foreach (var line in System.IO.File.ReadLines(File).Where(l => l.Length > 0))
        {
            var (name, value) = line.Split(": ", 2) is [var n, var v] ? (n, v) : throw new FormatException($"\"{line}\" is no header.");
            yield return (name, value.Replace("; {cookie}", cookie is null ? "" : "; " + cookie).Replace("{host}", host));
        }
    }
}
