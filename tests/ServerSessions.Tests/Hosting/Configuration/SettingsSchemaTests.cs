using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting.Configuration;

public class SettingsSchemaTests
{
    [Fact]
    public void The_schema_in_the_package_is_that_of_the_settings()
    {
        var file = Path.Combine(SourceTree.Root(), "src", "ServerSessions.Core", "ConfigurationSchema.json");
        var schema = new SettingsSchema().Write();
        // UPDATE_SCHEMA=1 dotnet test --filter SettingsSchemaTests writes it anew.
        if (Environment.GetEnvironmentVariable("UPDATE_SCHEMA") == "1")
            File.WriteAllText(file, schema);
        Assert.Equal(schema, File.ReadAllText(file));
    }
}
