using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerSessions.Consents;
using ServerSessions.PersonalData;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Privacy;

namespace ServerSessions.Hosting;

internal static class PersonalDataServices
{
    /// <summary>Registers export and erasure, and every kind of records about people that is kept.</summary>
    public static IServiceCollection AddPersonalData(this IServiceCollection services)
    {
        services.AddPersonalRecords<SessionRecords>().AddPersonalRecords<MemoryRecords>().AddPersonalRecords<AlertRecords>().AddPersonalRecords<DeliveryRecords>()
            .AddPersonalRecords<DecisionRecords>().AddPersonalRecords<SuppressionRecords>().AddPersonalRecords<DeadLetterRecords>()
            .AddPersonalRecords<RememberedRecords>().AddPersonalRecords<NudgeRecords>().AddPersonalRecords<ConsentRecords>().AddPersonalRecords<CohortRecords>()
            .AddPersonalRecords<PersonSettingsRecords>().AddPersonalRecords<ReplayRecords>();
        services.TryAddSingleton<IConsentErasure, ConsentErasure>();
        services.TryAddSingleton<INudgeAlertErasure, NudgeAlertErasure>();
        services.TryAddSingleton<PersonSessions>();
        services.TryAddSingleton<PersonExport>();
        services.TryAddSingleton<SubjectFinder>();
        services.TryAddSingleton<ErasureStore>();
        services.TryAddSingleton<ErasureRounds>();
        services.TryAddSingleton<WithdrawalQueue>();
        services.TryAddSingleton<ErasureService>();
        services.TryAddSingleton<ConsentCounts>();
        services.TryAddSingleton<ISessionPrivacy, SessionPrivacy>();
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value;
            return new RetentionLimits(options.AlertRetention, options.LiveJourney.Kept, options.InProcessJourneys);
        });
        services.TryAddSingleton<RetentionKinds>();
        services.TryAddSingleton<RetentionService>();
        return services;
    }

    /// <summary>Adds a kind of records about people to export and erasure.</summary>
    public static IServiceCollection AddPersonalRecords<T>(this IServiceCollection services) where T : class, IPersonalRecords
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPersonalRecords, T>());
        return services;
    }
}
