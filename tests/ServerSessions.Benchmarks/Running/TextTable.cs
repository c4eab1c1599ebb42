namespace ServerSessions.Benchmarks.Running;

/// <summary>A table for the terminal: the first column to the left, numbers to the right.</summary>
internal sealed class TextTable(params string[] head)
{
    private readonly List<string[]> _rows = [head];

    public TextTable Row(params string[] cells)
    {
        _rows.Add(cells);
        return this;
    }

    public void Print(string title)
    {
        var widths = Enumerable.Range(0, head.Length).Select(column => _rows.Max(row => row[column].Length)).ToArray();
        Console.WriteLine($"\n{title}");
        for (var i = 0; i < _rows.Count; i++)
        {
            Console.WriteLine("  " + string.Join("  ", _rows[i].Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
            if (i == 0)
                Console.WriteLine("  " + string.Join("  ", widths.Select(width => new string('-', width))));
        }
    }
}
