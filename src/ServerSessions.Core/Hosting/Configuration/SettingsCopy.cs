namespace ServerSessions.Hosting.Configuration;

/// <summary>Copies settings from one object to another of the same type.</summary>
internal static class SettingsCopy
{
    /// <summary>Copies every single value, also in nested settings; lists and dictionaries stay as they are.</summary>
    public static void Simple(object from, object to)
    {
        foreach (var (_, property) in ConfigurationChecks.Members(from.GetType()))
        {
            if (ConfigurationChecks.IsSimple(property.PropertyType))
                property.SetValue(to, property.GetValue(from));
            else if (ConfigurationChecks.Element(property.PropertyType) is null)
                Simple(property.GetValue(from)!, property.GetValue(to)!);
        }
    }
}
