using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// The file of <c>--routes</c>: a line <c>METHOD /template/{id}</c> a route; blank lines and lines that begin with '#' are passed over.
/// </summary>
internal static class RouteFile
{
    /// <exception cref="FormatException">A line cannot be read; the message names file and line.</exception>
    public static RouteTable Read(string path)
    {
        var table = new RouteTable();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var parts = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0 || parts[0].StartsWith('#'))
                continue;
            try
            {
                Add(table, parts);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{path}, line {number}: {exception.Message}.", exception);
            }
        }

        return table;
    }

    private static void Add(RouteTable table, string[] parts)
    {
        if (parts.Length != 2 || !RequestMethod.IsReadable(System.Text.Encoding.UTF8.GetBytes(parts[0])))
            throw new FormatException("expected a method in capitals and a template, as in 'GET /orders/{id}'");
        table.Add(parts[0], parts[1]);
    }
}
