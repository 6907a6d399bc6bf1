using System.Reflection;
using Handler.Sqlite.Tables;

namespace Handler.StoreTests.Sqlite;

/// <summary>The statements of the store: the constants of its tables that are named …Sql.</summary>
internal static class SqliteStatements
{
    public static IReadOnlyList<string> All() =>
    [
        .. typeof(TaskTable).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(TaskTable).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.IsLiteral && field.Name.EndsWith("Sql", StringComparison.Ordinal) && field.Name != "SelectSql")
            .Select(field => (string)field.GetRawConstantValue()!),
    ];
}
