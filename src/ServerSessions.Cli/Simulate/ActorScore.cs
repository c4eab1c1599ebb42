namespace ServerSessions.Cli.Simulate;

/// <summary>How the sessions of one kind of visitor were labelled; those of visitors that are made to stay unseen are apart.</summary>
internal sealed record ActorScore
{
    /// <summary>"person" or "other".</summary>
    public required string Actor { get; init; }

    /// <summary>Sessions of such visitors.</summary>
    public required int Sessions { get; init; }

    /// <summary>Sessions that were labelled so.</summary>
    public required int Labelled { get; init; }

    /// <summary>Sessions that were labelled so and are.</summary>
    public required int Right { get; init; }

    public required double Precision { get; init; }

    public required double Recall { get; init; }
}
