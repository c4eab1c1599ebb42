namespace ServerSessions.Alerts;

/// <summary>Where a delivery's document is.</summary>
internal readonly record struct DeliveryKey(int Partition, string Id)
{
    private const char Separator = '/';

    /// <summary>Target first, so that a listing can be sorted to the targets without decoding.</summary>
    public static DeliveryKey Of(int partition, string target, string message) => new(partition, target + Separator + message);

    public string Target => Id.IndexOf(Separator) is >= 0 and var at ? Id[..at] : Id;
}
