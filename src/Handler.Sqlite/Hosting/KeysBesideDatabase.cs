using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Sqlite.Hosting;

/// <summary>
/// Puts the key ring beside the database unless the host has said where its keys are, in whatever order it was configured.
/// </summary>
internal sealed class KeysBesideDatabase(SqliteStoreOptions options, ILoggerFactory loggers) : IPostConfigureOptions<KeyManagementOptions>
{
    public void PostConfigure(string? name, KeyManagementOptions keys) =>
        keys.XmlRepository ??= BesideDatabaseKeys.In(options.KeysFolder, loggers);
}
