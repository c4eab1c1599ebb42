namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What the model shop and the tracking remember of one browser's cookie.</summary>
internal sealed class ShopVisitor(int number)
{
    public int Number => number;

    public bool HasBasket { get; set; }

    public bool HasAddress { get; set; }

    public bool HasPaid { get; set; }

    /// <summary>The account signed in; null for nobody.</summary>
    public string? Account { get; set; }

    /// <summary>Accounts that this browser has signed in to before.</summary>
    public HashSet<string> Known { get; } = new(StringComparer.Ordinal);
}
