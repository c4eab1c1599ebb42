namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What the model shop and the tracking remember of one browser's cookie.</summary>
internal sealed class ShopVisitor(int number)
{
    public int Number => number;

    public bool HasBasket { get; set; }

    /// <summary>What the goods in the basket cost.</summary>
    public decimal Total { get; set; }

    /// <summary>What the order that was just placed is worth; 0 for none.</summary>
    public decimal Ordered { get; set; }

    /// <summary>Visits so far.</summary>
    public int Visits { get; set; }

    /// <summary>Payments that were declined since the last tip.</summary>
    public int Declined { get; set; }

    /// <summary>The pages that the browser shows in its tabs, by path, where it reports what happens in them.</summary>
    public Dictionary<string, OpenPage> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>Decides what happens in its pages.</summary>
    public Random Random => field ??= new Random(number);

    /// <summary>Time of the newest request.</summary>
    public DateTimeOffset LastSeen { get; set; }

    public bool HasAddress { get; set; }

    public bool HasPaid { get; set; }

    /// <summary>The account signed in; null for nobody.</summary>
    public string? Account { get; set; }

    /// <summary>Accounts that this browser has signed in to before.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);
}
