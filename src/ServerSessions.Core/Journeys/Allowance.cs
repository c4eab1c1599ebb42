namespace ServerSessions.Journeys;

/// <summary>So many a minute, up to a minute's worth at once; by the time that it is told, Unix microseconds.</summary>
internal sealed class Allowance
{
    private const double Minute = 60_000_000;

    private readonly double _perMinute;
    private double _left;
    private long _time = long.MinValue;

    public Allowance(double perMinute) => _left = _perMinute = perMinute;

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
