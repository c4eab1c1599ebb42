using Spectre.Console;

namespace ServerSessions.Cli.Screen;

/// <summary>Writes a report: lines and tables; in a terminal with its width and colours, elsewhere as plain text without a control character.</summary>
internal sealed class ReportWriter(TextWriter output, IAnsiConsole? terminal)
{
    public void WriteLine(string text = "") => output.WriteLine(text);

    /// <param name="columns">The headers; one that begins with a blank is of numbers, and aligned to the right. None when all are empty.</param>
    /// <param name="rows">Cells as they are shown; text that clients wrote must be made harmless before.</param>
    public void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().NoBorder();
        table.ShowHeaders = columns.Any(column => column.Trim().Length > 0);
        foreach (var column in columns)
        {
            var isLast = table.Columns.Count == columns.Count - 1;
            var added = new TableColumn(new Text(column.Trim(), terminal is null ? Style.Plain : new Style(decoration: Decoration.Bold))) { Padding = new Padding(0, 0, isLast ? 0 : 2, 0) };
            table.AddColumn(column.StartsWith(' ') ? added.RightAligned() : added);
        }

        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text(cell)));
        if (terminal is null)
            WritePlain(table);
        else
            terminal.Write(table);
    }

    // Cells are filled up to the width of their column: at the end of a line that is noise.
    private void WritePlain(Table table)
    {
        using var text = new StringWriter();
        TerminalOutput.Plain(text).Write(table);
        foreach (var line in text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
            output.WriteLine(line.TrimEnd());
    }
}
