namespace ServerSessions.Response;

/// <summary>Knows which sign-ins of the application can be told apart by their time.</summary>
internal interface ISignInTimes
{
    /// <summary>Authentication schemes whose credentials have no time of sign-in, as far as is known.</summary>
    ValueTask<IReadOnlyList<string>> SchemesWithoutTimeAsync();
}
