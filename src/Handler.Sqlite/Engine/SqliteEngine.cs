using System.Runtime.InteropServices;
using SQLitePCL;

namespace Handler.Sqlite.Engine;

/// <summary>
/// The native engine, chosen once per process: the system's library where there is one that will do, because it is patched with the system,
/// else the one that comes in the package (3.35.5 of 2021).
/// </summary>
internal sealed record SqliteEngine(string Library, string Version)
{
    /// <summary>Set to <c>bundled</c> to leave the system's library alone.</summary>
    public const string Switch = "HANDLER_SQLITE_ENGINE";

    private const string Bundled = "bundled";

    // RETURNING and the partial indexes of our statements are older than this; nothing below the bundled engine is worth taking.
    private const int LeastVersion = 3_035_005;

    private static readonly Lazy<SqliteEngine> Chosen = new(Load);

    /// <summary>The engine of this process.</summary>
    public static SqliteEngine Current => Chosen.Value;

    /// <summary>
    /// The first of <paramref name="candidates"/> that can be loaded, is new enough and made for threads; 0 when there is none.
    /// </summary>
    public static (nint Handle, string Library) Choose(IEnumerable<string> candidates)
    {
        foreach (var name in candidates)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                if (Call(handle, "sqlite3_libversion_number") >= LeastVersion && Call(handle, "sqlite3_threadsafe") != 0)
                {
                    return (handle, name);
                }

                NativeLibrary.Free(handle);
            }
        }

        return (0, Bundled);
    }

    /// <summary>Names of the system's library: on Linux alone, for macOS changes its own and Windows has none to link to.</summary>
    public static IEnumerable<string> Candidates(string? choice) =>
        OperatingSystem.IsLinux() && !string.Equals(choice, Bundled, StringComparison.OrdinalIgnoreCase) ? ["libsqlite3.so.0"] : [];

    private static SqliteEngine Load()
    {
        var (handle, library) = Choose(Candidates(Environment.GetEnvironmentVariable(Switch)));
        if (handle != 0 && !TryRedirect(handle))
        {
            library = "chosen by the host";
        }

        // After the redirection: the first call through the provider binds the library for the life of the process.
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        return new SqliteEngine(library, raw.sqlite3_libversion().utf8_to_string());
    }

    private static bool TryRedirect(nint handle)
    {
        try
        {
            // SQLitePCLRaw imports from the name e_sqlite3 alone: resolving it elsewhere costs no provider of our own.
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly,
                (name, _, _) => string.Equals(name, "e_sqlite3", StringComparison.Ordinal) ? handle : 0);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;   // The host has set its own resolver: its choice holds.
        }
    }

    // Asked of the library itself, before the provider could bind one that we would not take.
    private static unsafe int Call(nint library, string function) =>
        NativeLibrary.TryGetExport(library, function, out var address) ? ((delegate* unmanaged<int>)address)() : 0;
}
