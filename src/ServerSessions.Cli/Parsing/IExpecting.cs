namespace ServerSessions.Cli.Parsing;

/// <summary>An option that can say which value it expects, as in "a duration such as 30m".</summary>
internal interface IExpecting
{
    string Expected { get; }
}
