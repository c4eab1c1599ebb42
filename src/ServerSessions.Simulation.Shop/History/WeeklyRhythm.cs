namespace ServerSessions.Simulation.Shop.History;

/// <summary>When people visit a shop: more in the evening and at the weekend than at night, each hour of the week with a weight of its own.</summary>
internal sealed class WeeklyRhythm
{
    private static readonly double[] Hours = [2, 1, 0.6, 0.5, 0.5, 1, 2, 4, 6, 7, 8, 8, 9, 8, 7, 7, 8, 9, 11, 13, 14, 12, 8, 4];
    private static readonly double[] Days = [1.1, 0.9, 0.9, 0.95, 1, 1.05, 1.3]; // Sunday first

    private readonly double[] _until;

    /// <param name="start">The first hour.</param>
    /// <param name="hours">How many hours there are.</param>
    public WeeklyRhythm(DateTimeOffset start, int hours)
    {
        _until = new double[hours];
        var sum = 0.0;
        for (var hour = 0; hour < hours; hour++)
            _until[hour] = sum += Hours[start.AddHours(hour).Hour] * Days[(int)start.AddHours(hour).DayOfWeek];
    }

    /// <summary>The time of a number from 0 to 1, after the start: equal numbers of visits fall on equal weights.</summary>
    public TimeSpan At(double share)
    {
        var wanted = share * _until[^1];
        var hour = Array.BinarySearch(_until, wanted) is var found && found < 0 ? ~found : found;
        hour = Math.Min(hour, _until.Length - 1);
        var before = hour == 0 ? 0 : _until[hour - 1];
        return TimeSpan.FromHours(hour + ((wanted - before) / (_until[hour] - before)));
    }
}
