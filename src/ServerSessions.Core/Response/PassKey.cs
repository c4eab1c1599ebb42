namespace ServerSessions.Response;

/// <summary>A sign-in in a browser, which passes a challenge for itself only: the same sign-in in another browser, or another sign-in in the same one, has to pass again.</summary>
internal readonly record struct PassKey(Pseudonym AuthSession, Pseudonym Key, Pseudonym User)
{
    public static PassKey Of(ChallengePass pass) => new(Read(pass.AuthSession), Read(pass.Key), Read(pass.User));

    /// <summary>Whether a request shows this sign-in in this browser, under any key that is read.</summary>
    public bool IsOf(in RequestKeys keys) => keys.AuthSessionName.Is(AuthSession) && keys.KeyName.Is(Key) && keys.UserName.Is(User);

    public ChallengePass At(DateTimeOffset time) => new(time, Text(AuthSession), Text(Key), Text(User));

    private static Pseudonym Read(string? hash) => Pseudonym.TryParse(hash, out var pseudonym) ? pseudonym : default;

    private static string? Text(Pseudonym pseudonym) => pseudonym.IsNone ? null : pseudonym.ToString();
}
