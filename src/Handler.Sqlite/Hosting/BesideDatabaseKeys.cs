using System.Runtime.Versioning;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging;

namespace Handler.Sqlite.Hosting;

/// <summary>The key ring in the folder beside a database, readable by its owner alone.</summary>
internal sealed class BesideDatabaseKeys(DirectoryInfo folder, ILoggerFactory loggers) : FileSystemXmlRepository(folder, loggers)
{
    /// <summary>Uses the folder, which is made if need be.</summary>
    public static BesideDatabaseKeys In(string folder, ILoggerFactory loggers) => new(Make(folder), loggers);

    private static DirectoryInfo Make(string folder) =>
        OperatingSystem.IsWindows() ? System.IO.Directory.CreateDirectory(folder) : MakeOwnersAlone(folder);

    [UnsupportedOSPlatform("windows")]
    private static DirectoryInfo MakeOwnersAlone(string folder) =>
        System.IO.Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
