namespace ServerSessions.TestServers;

/// <summary>One line of <c>CLUSTER NODES</c>.</summary>
/// <param name="Id">The node's id.</param>
/// <param name="Port">The port that clients use.</param>
/// <param name="Flags">master, slave, myself, fail, handshake …</param>
/// <param name="PrimaryId">The id of the node it replicates, or "-".</param>
/// <param name="Epoch">Its configuration epoch; the newest claim to a slot wins.</param>
/// <param name="Slots">First and last of each range of slots that it serves.</param>
internal sealed record ClusterNode(string Id, int Port, string[] Flags, string PrimaryId, long Epoch, (int First, int Last)[] Slots)
{
    public bool IsMyself => Flags.Contains("myself");

    public bool IsPrimary => Flags.Contains("master");

    public bool Serves(int slot) => Slots.Any(s => s.First <= slot && slot <= s.Last);

    public static ClusterNode[] Parse(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine)];

    private static ClusterNode ParseLine(string line)
    {
        var parts = line.Split(' ');
        var port = parts[1].Split('@')[0].Split(':')[^1];
        return new(parts[0], int.Parse(port), parts[2].Split(','), parts[3], long.Parse(parts[6]), [.. parts.Skip(8).Where(p => p[0] != '[').Select(ParseRange)]);
    }

    private static (int, int) ParseRange(string range)
    {
        var ends = range.Split('-');
        return (int.Parse(ends[0]), int.Parse(ends[^1]));
    }
}
