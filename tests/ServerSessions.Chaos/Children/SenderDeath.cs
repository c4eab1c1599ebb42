namespace ServerSessions.Chaos.Children;

/// <summary>Where a sender of webhooks dies, at its next delivery.</summary>
internal enum SenderDeath
{
    None,
    /// <summary>It has found a delivery due, and has not claimed it.</summary>
    BeforeClaim,
    /// <summary>The delivery is claimed, and nothing sent.</summary>
    AfterClaim,
    /// <summary>The receiver has answered, and that is not recorded.</summary>
    BeforeRecord,
    /// <summary>It is recorded, and nothing after it.</summary>
    AfterRecord,
}
