namespace ServerSessions.Journeys;

/// <summary>A token bucket: a number of tokens a minute, at most a minute's worth at once. The caller passes the time in Unix microseconds.</summary>
internal sealed class TokenBucket
{
    private const double Minute = 60_000_000;

    private readonly double _perMinute;
    private double _left;
    private long _time = long.MinValue;

    public TokenBucket(double perMinute) => _left = _perMinute = perMinute;

    public bool TryTake(long time)
    {
        if (double.IsPositiveInfinity(_perMinute))
            return true;
        if (_time != long.MinValue && time > _time)
            _left = Math.Min(_perMinute, _left + ((time - _time) / Minute * _perMinute));
        _time = Math.Max(_time, time);
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
