namespace ServerSessions;

/// <summary>Responses to what rules find, all off by default, and how each of them looks.</summary>
public sealed class ResponseOptions
{
    /// <summary>What is done about a rule's findings, by rule id; nothing by default. It is carried out in mode Enforce and only written down in mode Shadow.</summary>
    public IDictionary<string, RuleResponse> Rules { get; } = new Dictionary<string, RuleResponse>(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Path of the application's own step-up, "/step-up": whoever is challenged is redirected there with <c>returnUrl</c>, and what lies below it is
    /// let through. Without it, and for programs, the answer is 401 with a problem type.
    /// </summary>
    public string? ChallengePath { get; set; }

    /// <summary>How many requests a minute a throttled session keeps on each node, 1 to 6,000; 10 by default.</summary>
    public int ThrottledPerMinute { get; set; } = 10;

    /// <summary>How long a challenge waits to be passed; 24 hours by default.</summary>
    public TimeSpan ChallengeFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a session is throttled; 15 minutes by default.</summary>
    public TimeSpan ThrottleFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a revoked sign-in is remembered, at least the life of the application's tickets and tokens; 30 days by default.</summary>
    public TimeSpan RevokeFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a session is blocked; 1 hour by default.</summary>
    public TimeSpan BlockFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Ids of users whom no rule ever acts against, as the application knows them, or their hashes: administrators, monitoring. A user of another issuer with the same id is
    /// not meant; see <see cref="AllowUser"/>. None by default.
    /// </summary>
    public IList<string> AllowedUsers { get; } = [];

    /// <summary>Adds a user of an external issuer whom no rule ever acts against.</summary>
    /// <param name="user">The user id as the claim has it.</param>
    /// <param name="issuer">The issuer of the id, as the claim has it.</param>
    /// <returns>These options.</returns>
    public ResponseOptions AllowUser(string user, string issuer)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        ArgumentException.ThrowIfNullOrWhiteSpace(issuer);
        AllowedForeignUsers.Add((user, issuer));
        return this;
    }

    internal IList<(string User, string Issuer)> AllowedForeignUsers { get; } = [];

    /// <summary>Networks in which no rule ever acts, by CIDR ("192.0.2.0/24"). None by default.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>
    /// Maximum number of decisions of one rule in a minute, per process; 60 by default, 1 to 100,000. What is above it is written down as withheld and logged: a rule
    /// that has gone wild must not sign out everybody. Each rule has its own, so that a client cannot use up one rule's to be spared by another.
    /// </summary>
    public int MostPerMinute { get; set; } = 60;

    internal TimeSpan Lasting(ResponseKind kind) => kind switch
    {
        ResponseKind.Challenge => ChallengeFor,
        ResponseKind.Throttle => ThrottleFor,
        ResponseKind.Block => BlockFor,
        _ => RevokeFor,
    };

    /// <summary>What is wrong with the settings.</summary>
    internal IEnumerable<string> Faults()
    {
        if (ChallengePath is { } path && !path.StartsWith('/'))
            yield return $"Responses.ChallengePath is \"{path}\"; expected a path that begins with \"/\".";
        if (ThrottledPerMinute is < 1 or > 6_000)
            yield return $"Responses.ThrottledPerMinute is {ThrottledPerMinute}; expected 1 to 6000.";
        if (MostPerMinute is < 1 or > 100_000)
            yield return $"Responses.MostPerMinute is {MostPerMinute}; expected 1 to 100000.";
        foreach (var kind in Enum.GetValues<ResponseKind>())
            if (Lasting(kind) is var lasting && (lasting <= TimeSpan.Zero || lasting > TimeSpan.FromDays(366)))
                yield return $"Responses.{(kind == ResponseKind.Observe ? ResponseKind.Revoke : kind)}For is {lasting}; expected more than zero and at most 366 days.";
        foreach (var network in AllowedNetworks)
            if (!System.Net.IPNetwork.TryParse(network, out _))
                yield return $"Responses.AllowedNetworks has \"{network}\"; expected a network like \"192.0.2.0/24\".";
    }
}
