using ServerSessions.Model;

namespace ServerSessions.Detection.Rules;

/// <summary>D15: one user in two places, at the same time or sooner than any journey takes.</summary>
internal sealed class ImpossibleTravel(ImpossibleTravelOptions options) : ISessionDetector
{
    // Above the bits of a place: only a browser's cookie proves that it is the same device.
    private const int Cookie = 1 << 28;
    private const double MaxShown = 100_000;

    public DetectorInfo Info { get; } = new()
    {
        Id = "D15",
        Name = "impossible travel",
        Summary = "The same user is in two places with less time between them than travel takes, or in two countries with two devices at once.",
        Subjects = [ActorKind.User],
        Mode = DetectionMode.Observe,
        Capacity = 16,
        Horizon = TimeSpan.FromHours(24),
        Needs = DetectorNeeds.Places,
        References = ["OWASP ASVS 5.0 6.3.5", "OWASP AppSensor SE5", "MITRE ATT&CK T1078"],
    };

    // Behind a relay the network says nothing about the person's place, and in a network of many users one more is not unusual.
    public bool Concerns(DetectorContext context) =>
        !context.User.IsNone && !context.Place.IsNone && !context.Place.IsRelay && !context.IsPassive && context.IsPresenceNews
        && !context.Baselines.IsShared(context.Network);

    // No page changes where a request comes from.
    public bool IsInducible(DetectorContext context) => false;

    public void Observe(DetectorContext context)
    {
        var (memory, now, place, device) = (context.Memory, context.Now, context.Place, DeviceOf(context));
        memory.ForgetBefore(now - Info.Horizon);
        Journey? fastest = null;
        Mark? overlapping = null;
        Mark? sameDevice = null;
        foreach (var mark in memory.Marks)
        {
            var before = PlaceCode.Read((ulong)mark.Code);
            if (Between(before, place, (now - mark.Time).Duration()) is { } journey)
            {
                if (mark.Value == device && (mark.Code & Cookie) != 0 && !context.Device.IsNone)
                    sameDevice = mark;
                else if (fastest is null || journey.Speed > fastest.Value.Speed)
                    fastest = journey with { From = mark };
            }

            if (mark.Value != device && before.CountryNumber != 0 && place.CountryNumber != 0 && before.CountryNumber != place.CountryNumber
                && (now - mark.Time).Duration() <= options.Overlap)
                overlapping = mark;
        }

        // One mark for a device in a place: the newest.
        var code = (int)place.Value | (context.Device.IsNone ? 0 : Cookie);
        memory.Forget(m => m.Value == device && m.Code == code && m.Time <= now);
        var here = context.Mark(device, code, $"{place}, device {device & 0xFFFF:x4}") with { Actor = context.AuthSession };
        memory.Add(here);

        if ((fastest?.From ?? overlapping) is { } elsewhere && InOrder(elsewhere, here)[^1] is var newest)
            context.NameSignIn(newest, newest.Actor, context.Subject);
        if (fastest is { } travel)
            context.Raise(
                Severity.Medium,
                $"The user was in {PlaceCode.Read((ulong)travel.From.Code)} and {Lasted(travel.Time)} later in {place}, and no cookie says that it is the same browser: {travel.Kilometres:0} km{(travel.Speed < MaxShown ? $", {travel.Speed:0} km/h" : " at once")}.",
                InOrder(travel.From, here),
                new Measure("kilometres", Math.Round(travel.Kilometres), options.Kilometres),
                new Measure("kilometres an hour", Math.Round(Math.Min(travel.Speed, MaxShown)), options.KilometresPerHour));
        else if (overlapping is { } other)
            context.Raise(
                Severity.Medium,
                $"The user was active on two devices in two countries ({PlaceCode.Read((ulong)other.Code).Country} and {place.Country}) within {(now - other.Time).Duration().TotalMinutes:0.#} minutes.",
                InOrder(other, here),
                new Measure("minutes apart", Math.Round((now - other.Time).Duration().TotalMinutes, 1), options.Overlap.TotalMinutes));
        else if (sameDevice is { } same)
            context.Raise(
                Severity.Info,
                $"The same browser was in {PlaceCode.Read((ulong)same.Code)} and is now in {place}: a network that leaves elsewhere, or a position that is wrong.",
                [same, here]);
    }

    // Requests of two sessions may arrive in another order than they were made: the newest is the one that is answered.
    private static Mark[] InOrder(in Mark one, in Mark other) => one.Time <= other.Time ? [one, other] : [other, one];

    private Journey? Between(PlaceCode from, PlaceCode to, TimeSpan time)
    {
        if (from.DistanceTo(to) is not { } kilometres || kilometres < options.Kilometres)
            return null;
        var speed = time <= TimeSpan.Zero ? double.PositiveInfinity : kilometres / time.TotalHours;
        return speed >= options.KilometresPerHour ? new Journey(default, kilometres, speed, time) : null;
    }

    // Without a cookie the user agent stands for the device.
    private static ulong DeviceOf(DetectorContext context) => context.Device.IsNone ? context.Agent : context.Device.Low;

    private static string Lasted(TimeSpan time) => time.TotalMinutes < 90 ? $"{time.TotalMinutes:0.#} minutes" : $"{time.TotalHours:0.#} hours";

    private readonly record struct Journey(Mark From, double Kilometres, double Speed, TimeSpan Time);
}
