using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using ServerSessions.Hosting.Configuration;

namespace ServerSessions.Tests.Hosting.Configuration;

/// <summary>Every setting can be given by configuration, and every value that cannot be read is refused with its path.</summary>
public class EverySettingTests
{
    public static TheoryData<Type> Roots => [typeof(SessionTrackingOptions), typeof(SessionProcessingOptions), typeof(WebhookOptions), typeof(SessionRecordingOptions)];

    [Theory]
    [MemberData(nameof(Roots))]
    public void Every_single_value_is_taken_over(Type root)
    {
        var settings = Simple(root, "").ToList();
        Assert.InRange(settings.Count, 4, int.MaxValue);
        foreach (var (path, property) in settings)
        {
            var (text, expected) = Sample(property.PropertyType);
            var options = Activator.CreateInstance(root)!;
            ConfiguredSettings.Read(Section((path, text)), options);
            Assert.Equal((path, expected), (path, Value(options, path)));
        }
    }

    [Theory]
    [MemberData(nameof(Roots))]
    public void Every_value_that_cannot_be_read_is_refused_with_its_path_and_what_is_expected(Type root)
    {
        foreach (var (path, property) in Simple(root, "").Where(s => s.Property.PropertyType != typeof(string) && s.Property.PropertyType != typeof(Uri)))
        {
            var fault = Assert.Throws<OptionsValidationException>(() => ConfiguredSettings.Read(Section((path, "never?")), Activator.CreateInstance(root)!));
            Assert.StartsWith($"Session tracking: ServerSessions:{path} is \"never?\"; expected ", Assert.Single(fault.Failures), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_rule_and_every_threshold_is_among_them()
    {
        var paths = Simple(typeof(SessionTrackingOptions), "").Select(s => s.Path).ToList();
        Assert.Contains("Detection:CredentialStuffing:Window", paths);
        Assert.Contains("Responses:ThrottledPerMinute", paths);
        Assert.Contains("Flood:LiveSessions", paths);
        Assert.Contains("Cookie:SameSite", paths);
        Assert.Contains("TimeZone", paths);
        Assert.InRange(paths.Count, 80, int.MaxValue);
    }

    private static IEnumerable<(string Path, PropertyInfo Property)> Simple(Type type, string prefix)
    {
        foreach (var (name, property) in ConfigurationChecks.Members(type))
        {
            if (ConfigurationChecks.IsSimple(property.PropertyType))
                yield return (prefix + name, property);
            else if (ConfigurationChecks.Element(property.PropertyType) is null)
                foreach (var inner in Simple(property.PropertyType, prefix + name + ":"))
                    yield return inner;
        }
    }

    private static (string Text, object Value) Sample(Type given) => ConfigurationChecks.Plain(given) switch
    {
        var type when type == typeof(string) => ("text", "text"),
        var type when type == typeof(bool) => ("true", true),
        var type when type == typeof(int) => ("17", 17),
        var type when type == typeof(long) => ("17", 17L),
        var type when type == typeof(double) => ("0.25", 0.25),
        var type when type == typeof(TimeSpan) => ("00:07:00", TimeSpan.FromMinutes(7)),
        var type when type == typeof(DateTimeOffset) => ("2026-12-01T00:00:00Z", new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)),
        var type when type == typeof(Uri) => ("https://shop.example/", new Uri("https://shop.example/")),
        var type when type == typeof(TimeZoneInfo) => ("Asia/Kolkata", TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata")),
        { IsEnum: true } type => (Enum.GetNames(type)[^1], Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!),
        var type => throw new NotSupportedException(type.FullName),
    };

    private static object? Value(object options, string path) =>
        path.Split(':').Aggregate((object?)options, (at, name) => at!.GetType().GetProperty(name)!.GetValue(at, BindingFlags.Default, null, null, CultureInfo.InvariantCulture));

    private static IConfigurationSection Section((string Path, string Value) setting) => new ConfigurationBuilder()
        .AddInMemoryCollection([new($"ServerSessions:{setting.Path}", setting.Value)]).Build().GetSection("ServerSessions");
}
