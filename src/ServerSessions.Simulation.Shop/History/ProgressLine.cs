using System.Globalization;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>Tells every tenth of long work on a line of its own.</summary>
internal sealed class ProgressLine(TextWriter output, string what)
{
    private int _told = -1;

    public void Report(double share)
    {
        var tenth = (int)(share * 10);
        if (tenth <= _told)
            return;
        _told = tenth;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {10 * tenth} %"));
    }

    public void End(string result) => output.WriteLine($"{what}: done, {result}.");
}
