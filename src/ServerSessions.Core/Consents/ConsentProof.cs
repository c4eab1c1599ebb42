namespace ServerSessions.Consents;

/// <summary>What has become of the proof of a decision.</summary>
internal enum ConsentProof
{
    /// <summary>It is on its way to storage.</summary>
    Pending,

    /// <summary>It is kept with the user's pseudonym, or the browser's.</summary>
    Kept,

    /// <summary>There is nothing to prove: a visitor without a sign-in refuses, and no earlier agreement is kept.</summary>
    NotNeeded,

    /// <summary>None is kept: there are too many.</summary>
    Lost,
}
