/** Web and function programs of Azure, in every generation of the provider. */

export const sites = [
  "azurerm_app_service",
  "azurerm_app_service_slot",
  "azurerm_function_app",
  "azurerm_function_app_slot",
  "azurerm_linux_function_app",
  "azurerm_linux_function_app_slot",
  "azurerm_linux_web_app",
  "azurerm_linux_web_app_slot",
  "azurerm_windows_function_app",
  "azurerm_windows_function_app_slot",
  "azurerm_windows_web_app",
  "azurerm_windows_web_app_slot",
] as const;
