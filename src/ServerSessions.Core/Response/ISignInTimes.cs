namespace ServerSessions.Response;

/// <summary>Finds authentication schemes without a time of sign-in.</summary>
internal interface ISignInTimes
{
    /// <summary>Returns the authentication schemes whose credentials have no time of sign-in, as far as they can be recognised.</summary>
    ValueTask<IReadOnlyList<string>> SchemesWithoutTimeAsync();
}
