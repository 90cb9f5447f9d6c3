GRANT SELECT ON stock.* TO 'stock'@'app01.yard.test' IDENTIFIED BY '';
GRANT SELECT ON stock.* TO 'report'@'10.40.0.%' IDENTIFIED BY '';
