namespace ServerSessions.Response;

/// <summary>A sign-in in a browser. A challenge that is passed in one is open in every other one, also where only the browser or only the sign-in is the same.</summary>
internal readonly record struct PassKey(Pseudonym AuthSession, Pseudonym Key, Pseudonym User)
{
    public static PassKey Of(ChallengePass pass) => new(Read(pass.AuthSession), Read(pass.Key), Read(pass.User));

    /// <summary>Whether a request shows this sign-in in this browser; a pass is good under every key that is read.</summary>
    public bool IsOf(in RequestKeys keys) => keys.AuthSessionName.Is(AuthSession) && keys.KeyName.Is(Key) && keys.UserName.Is(User);

    public ChallengePass At(DateTimeOffset time) => new(time, Text(AuthSession), Text(Key), Text(User));

    private static Pseudonym Read(string? hash) => Pseudonym.TryParse(hash, out var pseudonym) ? pseudonym : default;

    private static string? Text(Pseudonym pseudonym) => pseudonym.IsNone ? null : pseudonym.ToString();
}
