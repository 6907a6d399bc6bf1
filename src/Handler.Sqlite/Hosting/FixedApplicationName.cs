using Handler.Server.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Handler.Sqlite.Hosting;

/// <summary>
/// Names the application of a ring beside the database, because the default name is the folder that the program lies in: moved there, it
/// could not read what it wrote. A ring of the host keeps the name that the host gave it.
/// </summary>
internal sealed class FixedApplicationName(IOptions<KeyManagementOptions> keys) : IPostConfigureOptions<DataProtectionOptions>
{
    public void PostConfigure(string? name, DataProtectionOptions options)
    {
        if (keys.Value.XmlRepository is BesideDatabaseKeys)
        {
            options.ApplicationDiscriminator = EndpointSealer.ApplicationName;
        }
    }
}
