using System.Text;

namespace ServerSessions.Cli.Logs;

/// <summary>Counts the lines that could not be read and keeps the first three to show.</summary>
internal sealed class UnparsedLines
{
    private const int Shown = 3;
    private const int ShownBytes = 800; // at least 200 characters

    private readonly List<UnparsedLine> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<UnparsedLine> First => _first;

    public void Add(string file, long number, ReadOnlySpan<byte> line)
    {
        Count++;
        if (_first.Count < Shown)
            _first.Add(new UnparsedLine(file, number, Encoding.UTF8.GetString(line[..Math.Min(line.Length, ShownBytes)])));
    }

    public void Add(UnparsedLines others)
    {
        Count += others.Count;
        _first.AddRange(others._first.Take(Shown - _first.Count));
    }
}
