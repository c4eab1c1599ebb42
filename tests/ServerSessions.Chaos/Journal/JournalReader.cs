using System.Globalization;

namespace ServerSessions.Chaos.Journal;

/// <summary>Reads the journals of all producers into one <see cref="SentEvents"/>.</summary>
internal static class JournalReader
{
    public static SentEvents Read(string folder)
    {
        var sent = new SentEvents();
        foreach (var file in Directory.EnumerateFiles(folder, "*.journal"))
            Read(file, sent);
        return sent;
    }

    private static void Read(string file, SentEvents sent)
    {
        var open = new Dictionary<(string, string, string), List<(Pseudonym Key, int Number)>>();
        foreach (var line in File.ReadLines(file))
        {
            var parts = line.Split(' ');
            // The last line of a killed producer may be cut: it was never sent.
            if (parts is ["S", var partition, var producer, var first, var events] && events.EndsWith(','))
            {
                var batch = Events(events);
                open[(partition, producer, first)] = batch;
                foreach (var (key, number) in batch)
                    sent.Send(key, number);
            }
            else if (parts is ["A", var p, var by, var from, var at] && open.Remove((p, by, from), out var acknowledged))
            {
                sent.Note(int.Parse(p, CultureInfo.InvariantCulture), long.Parse(at, CultureInfo.InvariantCulture));
                foreach (var (key, number) in acknowledged)
                    sent.Acknowledge(key, number);
            }
        }
    }

    private static List<(Pseudonym, int)> Events(string text)
    {
        var events = new List<(Pseudonym, int)>();
        foreach (var range in text.AsSpan().Split(','))
        {
            var one = text.AsSpan(range);
            var slash = one.IndexOf('/');
            if (slash > 0 && Pseudonym.TryParse(one[..slash], out var key))
                events.Add((key, int.Parse(one[(slash + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)));
        }

        return events;
    }
}
