namespace ServerSessions.Reports.Caching;

/// <summary>Carries an answer that is too large to be kept past the cache, which keeps all that it is given.</summary>
internal sealed class UnkeptAnswerException(object answer) : Exception("The answer is too large to be kept.")
{
    public object Answer => answer;
}
