using System.Globalization;
using System.Text;

namespace ServerSessions.Reports.Export;

/// <summary>A line of CSV (RFC 4180). Clients wrote some of its texts: one that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
internal sealed class CsvRow
{
    private readonly StringBuilder _line = new();
    private bool _isFirst = true;

    public CsvRow Add(string? text)
    {
        if (!_isFirst)
            _line.Append(',');
        _isFirst = false;
        if (string.IsNullOrEmpty(text))
            return this;
        var isFormula = text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '|' or '%' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
        if (!isFormula && text.AsSpan().IndexOfAny("\",\r\n") < 0)
            _line.Append(text);
        else
            _line.Append('"').Append(isFormula ? "'" : "").Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return this;
    }

    public CsvRow Add(double? number) => AddPlain(number?.ToString("0.###", CultureInfo.InvariantCulture));

    public CsvRow AddValue(decimal? value) => AddPlain(value?.ToString("0.####", CultureInfo.InvariantCulture));

    public CsvRow Add(DateTimeOffset time) => AddPlain(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public CsvRow Add(bool flag) => AddPlain(flag ? "true" : "false");

    /// <summary>The line with its end; the row is empty again.</summary>
    public string Take()
    {
        var line = _line.Append("\r\n").ToString();
        _line.Clear();
        _isFirst = true;
        return line;
    }

    /// <summary>Adds a text that no client wrote. A number that begins with a minus is a number, no formula.</summary>
    public CsvRow AddPlain(string? text)
    {
        if (!_isFirst)
            _line.Append(',');
        _isFirst = false;
        _line.Append(text);
        return this;
    }
}
