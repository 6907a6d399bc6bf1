using Handler.Server.Storage;
using Handler.Sqlite.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Sqlite;

/// <summary>Registers the store of an agent on SQLite.</summary>
public static class SqliteAgentBuilderExtensions
{
    extension(A2AAgentBuilder builder)
    {
        /// <summary>
        /// Keeps tasks, push configs and what waits to be delivered in the file <paramref name="path"/>, in the place of the store that
        /// forgets. The database is opened when the host starts: what is wrong with it is said there.
        /// </summary>
        public A2AAgentBuilder UseSqlite(string path) => builder.UseSqlite(options => options.Path = path);

        /// <summary>As <c>UseSqlite(path)</c>, with all options.</summary>
        public A2AAgentBuilder UseSqlite(Action<SqliteStoreOptions> configure)
        {
            ArgumentNullException.ThrowIfNull(configure);
            var options = new SqliteStoreOptions();
            configure(options);
            SqliteStoreOptions.Check(options);
            options.Path = options.FullPath;   // As seen from the folder that is the current one now.
            AddStore(builder.Services, options);
            AddKeys(builder.Services, options);
            return builder;
        }
    }

    // One object in all its roles: they share transactions.
    private static void AddStore(IServiceCollection services, SqliteStoreOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Doorbell>();
        // A second UseSqlite replaces the first: two stores would each open a file and share one doorbell.
        services.RemoveAll<SqliteAgentStore>();
        services.AddSingleton(provider => SqliteAgentStore.Open(
            options,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<Doorbell>(),
            provider.GetRequiredService<ILogger<SqliteAgentStore>>(),
            provider.GetService<BacklogLimits>()));
        Replace<IAgentStore>(services);
        Replace<ITaskStore>(services);
        Replace<IPushNotificationConfigStore>(services);
        Replace<ILaneStore>(services);
        Replace<IOperationsStore>(services);
        services.AddHostedService<SqliteStoreOpening>();
    }

    private static void Replace<TRole>(IServiceCollection services)
        where TRole : class
    {
        services.RemoveAll<TRole>();
        services.AddSingleton(provider => (TRole)(object)provider.GetRequiredService<SqliteAgentStore>());
    }

    private static void AddKeys(IServiceCollection services, SqliteStoreOptions options)
    {
        services.AddDataProtection();
        services.TryAddSingleton<EndpointSealer>();
        // Post-configured: only then it is known whether the host has named a ring of its own.
        services.AddSingleton<IPostConfigureOptions<KeyManagementOptions>>(
            provider => new KeysBesideDatabase(options, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IPostConfigureOptions<DataProtectionOptions>>(
            provider => new FixedApplicationName(provider.GetRequiredService<IOptions<KeyManagementOptions>>()));
    }
}
